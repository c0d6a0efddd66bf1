"""Text-to-image pipelines of diffusers: Stable Diffusion, SDXL, and those distilled to a few steps."""
