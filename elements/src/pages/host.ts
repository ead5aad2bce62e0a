/** The script of Lastria's own address. */
import { HostPage } from './host-page.ts';

HostPage.define();
document.body.append(document.createElement(HostPage.tag));
