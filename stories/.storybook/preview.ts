/// <reference types="vite/client" />
import { setCustomElementsManifest, type Decorator, type Preview } from '@storybook/web-components-vite';
import './preview.css';

const manifests = import.meta.glob('../../elements/custom-elements.json', { eager: true, import: 'default' });
for (const manifest of Object.values(manifests)) setCustomElementsManifest(manifest);

/** A column of the width asked for, on a ground of the theme: elements look at their container, not at the window. */
const inFrame: Decorator = (story, { globals, parameters }) => {
  const frame = document.createElement('div');
  const theme = String(globals['theme'] ?? 'neutre');
  frame.className = `frame ${theme === 'sombre' ? 'dark' : ''}`;
  const width = String(parameters['width'] ?? globals['width'] ?? '');
  if (width) frame.style.setProperty('inline-size', width);
  frame.append(story() as Node);
  for (const element of frame.querySelectorAll('[data-lastria]:not([theme])'))
    element.setAttribute('theme', theme);
  return frame;
};

const preview: Preview = {
  tags: ['autodocs'],
  decorators: [inFrame],
  initialGlobals: { theme: 'neutre', width: '' },
  globalTypes: {
    theme: {
      description: 'Thème',
      toolbar: {
        title: 'Thème',
        icon: 'paintbrush',
        items: ['neutre', 'etat', 'sombre'],
        dynamicTitle: true,
      },
    },
    width: {
      description: 'Largeur',
      toolbar: {
        title: 'Largeur',
        icon: 'browser',
        items: [
          { value: '', title: 'Toute la page' },
          { value: '320px', title: '320 px' },
          { value: '360px', title: '360 px' },
          { value: '768px', title: '768 px' },
          { value: '1440px', title: '1440 px' },
        ],
        dynamicTitle: true,
      },
    },
  },
  parameters: {
    layout: 'fullscreen',
    controls: { expanded: true },
    a11y: { test: 'error' },
    docs: { story: { inline: false, iframeHeight: 720 } },
    options: { storySort: { order: ['Lastria', 'Dossiers', 'Suivi', 'Administration'] } },
  },
};

export default preview;
