package io.faye.standalone;

import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/** Reads a number of bytes that a part of memory may have, such as {@code 4m}, from 1 KiB to 1 GiB. */
final class Size implements ITypeConverter<Integer> {

    private static final int LEAST = 1 << 10;
    private static final int MOST = 1 << 30;

    @Override
    public Integer convert(String text) {
        long bytes = new Bytes().convert(text);
        if (bytes < LEAST || bytes > MOST) {
            throw new TypeConversionException("'" + text + "' is not a number of bytes from 1k to 1g");
        }
        return (int) bytes;
    }
}
