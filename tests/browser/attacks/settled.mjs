// Wait in a document until all its pictures are loaded, or have failed: their handlers would have run.

export async function settled(root = document) {
  const images = [...root.querySelectorAll("img")];
  for (const image of images) image.loading = "eager";
  const end = (image) =>
    new Promise((resolve) => {
      image.addEventListener("load", resolve, { once: true });
      image.addEventListener("error", resolve, { once: true });
    });
  await Promise.all(images.filter((image) => !image.complete).map(end));
}
