package io.showrunner.frames;

import io.showrunner.frames.FrameProblem.Reason;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.zip.DataFormatException;
import java.util.zip.Inflater;

/**
 * The pixel data of a PNG, decoded row by row: exactly as many rows as its header says, and the checksum of the data. Two
 * rows are all that is kept. To be closed.
 */
final class PngRows implements PngChunks.PixelSink, AutoCloseable {
    /** First column, first row, columns apart, rows apart of each pass. */
    private static final int[][] ADAM7 = {
        {0, 0, 8, 8}, {4, 0, 8, 8}, {0, 4, 4, 8}, {2, 0, 4, 4}, {0, 2, 2, 4}, {1, 0, 2, 2}, {0, 1, 1, 2}
    };

    private final String name;
    private final Inflater inflater = new Inflater();
    private final Deque<Pass> passes = new ArrayDeque<>();
    private final byte[] surplus = new byte[1];
    private PngHeader header;
    private PixelFigures figures;
    private byte[] row;
    private byte[] previous;
    private int filled;
    private int rowsLeft;

    PngRows(String name) {
        this.name = name;
    }

    private record Pass(int rowBytes, int rows) {}

    @Override
    public void begin(PngHeader found) {
        header = found;
        figures = new PixelFigures(found);
        if (!found.interlaced()) {
            passes.add(new Pass(found.rowBytes(found.width()), found.height()));
        }
        for (int[] pass : found.interlaced() ? ADAM7 : new int[0][]) {
            int columns = (found.width() - pass[0] + pass[2] - 1) / pass[2];
            int rows = (found.height() - pass[1] + pass[3] - 1) / pass[3];
            if (columns > 0 && rows > 0) {
                passes.add(new Pass(found.rowBytes(columns), rows));
            }
        }
        nextPass();
    }

    @Override
    public void take(byte[] bytes, int offset, int length) throws FrameProblem {
        inflater.setInput(bytes, offset, length);
        try {
            while (!inflater.needsInput() && !inflater.finished()) {
                inflate();
            }
        } catch (DataFormatException e) {
            throw new FrameProblem(name, Reason.UNDECODABLE, "its pixel data: " + e.getMessage());
        }
    }

    /** The file has ended: all rows have come, or else it is not whole. */
    PixelFigures end() throws FrameProblem {
        if (rowsLeft > 0 || !inflater.finished()) {
            throw new FrameProblem(name, Reason.UNDECODABLE, "its pixel data ends early");
        }
        return figures;
    }

    @Override
    public void close() {
        inflater.end();
    }

    private void inflate() throws DataFormatException, FrameProblem {
        if (inflater.needsDictionary()) {
            throw new FrameProblem(name, Reason.UNDECODABLE, "its pixel data asks for a dictionary");
        }
        if (rowsLeft > 0) {
            filled += inflater.inflate(row, filled, row.length - filled);
            if (filled == row.length) {
                endRow();
            }
        } else if (inflater.inflate(surplus) > 0) {
            throw new FrameProblem(name, Reason.UNDECODABLE, "it holds more pixel data than its header says");
        }
    }

    private void endRow() throws FrameProblem {
        if (!PngFilter.undo(row, previous, header.pixelBytes())) {
            throw new FrameProblem(name, Reason.UNDECODABLE, "a row names filter " + row[0]);
        }
        figures.take(row);
        byte[] decoded = row;
        row = previous;
        previous = decoded;
        filled = 0;
        rowsLeft--;
        if (rowsLeft == 0) {
            nextPass();
        }
    }

    private void nextPass() {
        Pass pass = passes.poll();
        if (pass != null) {
            row = new byte[1 + pass.rowBytes()];
            previous = new byte[row.length];
            rowsLeft = pass.rows();
        }
    }
}
