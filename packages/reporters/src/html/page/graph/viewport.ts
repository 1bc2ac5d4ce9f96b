interface Point {
  readonly x: number;
  readonly y: number;
}

interface Size {
  readonly width: number;
  readonly height: number;
}

const least = 0.2;
const most = 2.5;
const margin = 24;
/** Below this, text cannot be read: rather show a part. */
const readable = 0.62;

/** Lets a drawing be moved and zoomed: by pointer, by fingers, by wheel, and by whoever calls. */
export class Viewport {
  #x = 0;
  #y = 0;
  #scale = 1;
  #bounds = { left: 0, top: 0, right: 1, bottom: 1 };
  readonly #pointers = new Map<number, Point>();

  constructor(
    readonly frame: SVGSVGElement,
    readonly content: SVGGElement,
  ) {
    frame.addEventListener("wheel", (event) => this.#onWheel(event), { passive: false });
    frame.addEventListener("pointerdown", (event) => this.#onDown(event));
    frame.addEventListener("pointermove", (event) => this.#onMove(event));
    for (const name of ["pointerup", "pointercancel"] as const) {
      frame.addEventListener(name, (event) => {
        this.#pointers.delete(event.pointerId);
      });
    }
  }

  /** Takes where everything is drawn, each thing a box around its middle. */
  setContent(places: readonly Point[], box: Size): void {
    const xs = places.map(({ x }) => x);
    const ys = places.map(({ y }) => y);
    this.#bounds = {
      left: Math.min(...xs) - box.width / 2 - margin,
      top: Math.min(...ys) - box.height / 2 - margin,
      right: Math.max(...xs) + box.width / 2 + margin,
      bottom: Math.max(...ys) + box.height / 2 + margin,
    };
  }

  /** Shows all of it; where that could not be read and a middle is given, what lies around that. */
  fit(middle?: Point): void {
    const { width, height } = this.#size();
    const { left, top, right, bottom } = this.#bounds;
    const whole = Math.min(width / (right - left), height / (bottom - top), 1);
    const isPart = middle !== undefined && whole < readable;
    this.#scale = Math.max(least, isPart ? readable : whole);
    const centre = isPart ? middle : { x: (left + right) / 2, y: (top + bottom) / 2 };
    this.#x = width / 2 - centre.x * this.#scale;
    this.#y = height / 2 - centre.y * this.#scale;
    this.#apply();
  }

  /** Zooms around a point of the frame, its middle unless one is given. */
  zoom(factor: number, around?: Point): void {
    const { width, height } = this.#size();
    const { x, y } = around ?? { x: width / 2, y: height / 2 };
    const scale = Math.min(most, Math.max(least, this.#scale * factor));
    this.#x = x - ((x - this.#x) * scale) / this.#scale;
    this.#y = y - ((y - this.#y) * scale) / this.#scale;
    this.#scale = scale;
    this.#apply();
  }

  /** Moves so far that a box can be seen. */
  reveal({ x, y }: Point, box: Size): void {
    const { width, height } = this.#size();
    const shift = (low: number, high: number, room: number): number =>
      low < margin ? margin - low : high > room - margin ? room - margin - high : 0;
    const [cx, cy] = [x * this.#scale + this.#x, y * this.#scale + this.#y];
    const [halfWidth, halfHeight] = [(box.width / 2) * this.#scale, (box.height / 2) * this.#scale];
    this.#x += shift(cx - halfWidth, cx + halfWidth, width);
    this.#y += shift(cy - halfHeight, cy + halfHeight, height);
    this.#apply();
  }

  #size(): Size {
    const { width, height } = this.frame.getBoundingClientRect();
    return { width: Math.max(1, width), height: Math.max(1, height) };
  }

  #apply(): void {
    this.content.setAttribute(
      "transform",
      `translate(${this.#x.toFixed(2)},${this.#y.toFixed(2)}) scale(${this.#scale.toFixed(4)})`,
    );
  }

  #onWheel(event: WheelEvent): void {
    event.preventDefault();
    const { left, top } = this.frame.getBoundingClientRect();
    this.zoom(Math.exp(-event.deltaY / 400), { x: event.clientX - left, y: event.clientY - top });
  }

  #onDown(event: PointerEvent): void {
    if (event.button !== 0) return;
    this.#pointers.set(event.pointerId, { x: event.clientX, y: event.clientY });
  }

  #onMove(event: PointerEvent): void {
    const before = this.#pointers.get(event.pointerId);
    if (before === undefined) return;
    const now = { x: event.clientX, y: event.clientY };
    const [one, other] = this.#pointers.values();
    if (one !== undefined && other !== undefined) {
      const still = one === before ? other : one;
      const { left, top } = this.frame.getBoundingClientRect();
      const distance = (from: Point): number => Math.hypot(from.x - still.x, from.y - still.y);
      this.zoom(distance(now) / Math.max(1, distance(before)), { x: still.x - left, y: still.y - top });
    } else {
      // A click that trembles is a click; only what moves is held on to.
      if (Math.hypot(now.x - before.x, now.y - before.y) < 3 && !this.frame.hasPointerCapture(event.pointerId)) return;
      this.frame.setPointerCapture(event.pointerId);
      this.#x += now.x - before.x;
      this.#y += now.y - before.y;
      this.#apply();
    }
    this.#pointers.set(event.pointerId, now);
  }
}
