// the package ships no types of its own
declare module 'cytoscape-fcose' {
  const extension: cytoscape.Ext;
  export default extension;
}
