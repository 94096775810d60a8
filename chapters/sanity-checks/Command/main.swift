import SanityChecksChapter
import Replication

ChapterCommand<SanityChecks>.main()
