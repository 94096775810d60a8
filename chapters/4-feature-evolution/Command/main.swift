import FeatureEvolutionChapter
import Replication

ChapterCommand<FeatureEvolution>.main()
