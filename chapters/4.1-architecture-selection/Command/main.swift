import ArchitectureSelectionChapter
import Replication

ChapterCommand<ArchitectureSelection>.main()
