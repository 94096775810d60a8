import CorrespondenceChapter
import Replication

ChapterCommand<Correspondence>.main()
