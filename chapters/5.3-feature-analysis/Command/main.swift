import FeatureAnalysisChapter
import Replication

ChapterCommand<FeatureAnalysis>.main()
