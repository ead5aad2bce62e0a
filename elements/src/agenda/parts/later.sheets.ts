// Style sheets side by side in the script: they repeat each other, and are packed the better for it.
import './panel.styles.ts';
import '../../ui/side-panel.styles.ts';
import '../../ui/error-summary.styles.ts';
import '../../ui/field.styles.ts';
import '../../ui/text-field.styles.ts';
import '../../ui/select-field.styles.ts';
import '../../ui/combobox.styles.ts';
import '../../ui/date-field.styles.ts';
