import LayerVisualizationsChapter
import Replication

ChapterCommand<LayerVisualizations>.main()
