package io.showrunner.film;

/** What a video is, as it should be or as it was found. */
record Video(Codec codec, int width, int height, int fps, int frames) {

    double seconds() {
        return (double) frames / fps;
    }
}
