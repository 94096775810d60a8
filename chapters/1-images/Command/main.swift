import ImagesChapter
import Replication

ChapterCommand<TheImages>.main()
