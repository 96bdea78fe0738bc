import { ipcRenderer } from 'electron';

// The page gets the engine's MessagePort, again after each restart of the engine, and nothing else of Electron.
ipcRenderer.on('loupe-port', (event) => {
  window.postMessage('loupe-port', window.location.origin, event.ports);
});
