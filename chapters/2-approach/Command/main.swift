import ApproachChapter
import Replication

ChapterCommand<Approach>.main()
