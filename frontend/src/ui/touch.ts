/** Whether the reader points with a finger: keys are then not worth mentioning. */
export const isTouch = window.matchMedia("(pointer: coarse)").matches;
