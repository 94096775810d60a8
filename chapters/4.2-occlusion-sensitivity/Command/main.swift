import OcclusionSensitivityChapter
import Replication

ChapterCommand<OcclusionSensitivity>.main()
