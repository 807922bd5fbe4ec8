/**
 * The custom properties by which a host brings the elements into its own design, each with a default that follows the
 * page's `color-scheme`; docs/theming.md says what each is for. Elements read the `--_` twins only. Every text colour
 * is at least 4.5:1 and every control outline at least 3:1 against the surfaces it stands on, in both schemes.
 *
 * Custom properties go through shadow roots, so a density is one as well: 0 is compact, 1 comfortable, and what is
 * between is between.
 */
import { css, type CSSResult } from 'lit';

export const tokens: CSSResult = css`
  :host {
    --_density: var(--deskcard-density, 0);
    --_size: var(--deskcard-font-size, calc(13px + 1px * var(--_density)));
    --_text: var(--deskcard-text, light-dark(#1b2430, #e4e8ee));
    --_muted: var(--deskcard-muted, light-dark(#586374, #a3adbb));
    --_surface: var(--deskcard-surface, light-dark(#ffffff, #161a20));
    --_sunken: var(--deskcard-sunken, light-dark(#f5f7f9, #1d222a));
    --_field: var(--deskcard-field, var(--_surface));
    --_border: var(--deskcard-border, light-dark(#dfe3e9, #303743));
    --_outline: var(--deskcard-outline, light-dark(#858f9d, #707b8b));
    --_accent: var(--deskcard-accent, light-dark(#2257c4, #8fb4ff));
    --_on-accent: var(--deskcard-on-accent, light-dark(#ffffff, #0d1a33));
    --_danger: var(--deskcard-danger, light-dark(#b3261e, #ff9a90));
    --_on-danger: var(--deskcard-on-danger, light-dark(#ffffff, #3a0906));
    --_warning: var(--deskcard-warning, light-dark(#855300, #f0bf63));
    --_success: var(--deskcard-success, light-dark(#1a7040, #74d29b));
    --_focus: var(--deskcard-focus, light-dark(#2f6fed, #9cc0ff));
    --_ring: var(--deskcard-ring, 2px);
    --_radius: var(--deskcard-radius, 6px);
    --_button-radius: var(--deskcard-button-radius, var(--_radius));
    --_dialog-radius: var(--deskcard-dialog-radius, calc(var(--_radius) + 4px));
    --_space: var(--deskcard-space, calc(4px + 1px * var(--_density)));
    --_control: var(--deskcard-control, calc(32px + 8px * var(--_density)));
    --_icon: var(--deskcard-icon, 16px);
    --_shadow: var(--deskcard-shadow, 0 8px 32px light-dark(rgb(16 24 40 / 0.18), rgb(0 0 0 / 0.55)));
    --_backdrop: var(--deskcard-backdrop, rgb(10 15 25 / 0.45));
  }
`;
