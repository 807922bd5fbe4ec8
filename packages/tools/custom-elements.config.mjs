/**
 * How the list of elements is made: from the sources, for the built modules. Members that a host cannot use
 * (private, protected) are left out.
 */
const built = (path) => path.replace(/^\/?src\/(.+)\.ts$/, 'dist/$1.js');

export default {
  globs: ['src/**/*.ts'],
  exclude: ['src/**/*.test.ts'],
  outdir: 'dist',
  litelement: true,
  packagejson: false,
  plugins: [
    {
      name: 'built-paths',
      packageLinkPhase({ customElementsManifest }) {
        const rewrite = (value) => {
          if (Array.isArray(value)) return value.map(rewrite);
          if (typeof value === 'string') return built(value);
          if (value === null || typeof value !== 'object') return value;
          const entries = Object.entries(value).map(([key, inner]) => [key, rewrite(inner)]);
          return Object.fromEntries(entries);
        };
        const isOpen = ({ privacy }) => privacy === undefined || privacy === 'public';
        for (const module of customElementsManifest.modules) {
          for (const declaration of module.declarations ?? []) {
            if (declaration.members) declaration.members = declaration.members.filter(isOpen);
          }
        }
        customElementsManifest.modules = rewrite(customElementsManifest.modules);
      },
    },
  ],
};
