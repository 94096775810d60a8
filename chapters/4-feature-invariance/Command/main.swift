import FeatureInvarianceChapter
import Replication

ChapterCommand<FeatureInvariance>.main()
