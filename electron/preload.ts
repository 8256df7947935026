// The way in for the page's side of the door. It runs in the sandbox, before the page, in a world of its own.
export {};
