// Style sheets side by side in the script: they repeat each other, and are packed the better for it.
import './agenda.styles.ts';
import '../ui/toast.styles.ts';
import '../ui/dialog.styles.ts';
import './parts/grid.styles.ts';
import './parts/month.styles.ts';
import './parts/team.styles.ts';
import './parts/list.styles.ts';
import './parts/panel.styles.ts';
