import TransferChapter
import Replication

ChapterCommand<Transfer>.main()
