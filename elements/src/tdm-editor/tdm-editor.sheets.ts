// Style sheets side by side in the script: they repeat each other, and are packed the better for it.
import './tdm-editor.styles.ts';
import './parts/frame.styles.ts';
import './parts/form.styles.ts';
import './parts/versions.styles.ts';
import './parts/quick-line.styles.ts';
import '../ui/dialog.styles.ts';
import '../ui/toast.styles.ts';
import '../ui/error-summary.styles.ts';
import '../ui/field.styles.ts';
import '../ui/text-field.styles.ts';
import '../ui/select-field.styles.ts';
import '../ui/combobox.styles.ts';
import '../ui/date-field.styles.ts';
