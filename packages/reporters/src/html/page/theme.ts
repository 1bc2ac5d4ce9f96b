import { el } from "./dom.js";

const key = "lintel-theme";
const themes = ["system", "light", "dark"] as const;
type Theme = (typeof themes)[number];

/** A button that goes through light, dark, and what the system says; the choice is kept where the browser lets a file keep it. */
export function themeButton(): HTMLButtonElement {
  let theme = stored();
  const button = el("button", { type: "button", class: "theme" });
  const apply = (): void => {
    if (theme === "system") delete document.documentElement.dataset["theme"];
    else document.documentElement.dataset["theme"] = theme;
    button.textContent = { system: "Auto", light: "Light", dark: "Dark" }[theme];
    button.setAttribute("aria-label", `Theme: ${theme}. Change it`);
  };
  button.addEventListener("click", () => {
    theme = themes[(themes.indexOf(theme) + 1) % themes.length] ?? "system";
    try {
      localStorage.setItem(key, theme);
    } catch {
      // A page without storage forgets the choice, and works.
    }
    apply();
  });
  apply();
  return button;
}

function stored(): Theme {
  try {
    return themes.find((theme) => theme === localStorage.getItem(key)) ?? "system";
  } catch {
    return "system";
  }
}
