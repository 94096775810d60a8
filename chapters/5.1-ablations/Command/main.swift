import AblationsChapter
import Replication

ChapterCommand<Ablations>.main()
