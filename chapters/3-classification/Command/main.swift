import ClassificationChapter
import Replication

ChapterCommand<Classification>.main()
