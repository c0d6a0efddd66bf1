"""DALL-E Mini and its family: DalleBart and its picture decoders."""
