// SceneWorld
