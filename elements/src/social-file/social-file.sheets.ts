// Style sheets side by side in the script: they repeat each other, and are packed the better for it.
import './social-file.styles.ts';
import './parts/timeline.styles.ts';
import './parts/dialog.styles.ts';
import './parts/facts.styles.ts';
import '../tdm-editor/tdm-editor.sheets.ts';
import '../ui/side-panel.styles.ts';
