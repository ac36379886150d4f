package io.showrunner.web.files;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ByteRangeTest {

    @ParameterizedTest(name = "{0} of {1}")
    @CsvSource({
        "bytes=0-0, 10, 0, 0",
        "bytes=0-, 10, 0, 9",
        "bytes=3-5, 10, 3, 5",
        "bytes=3-500, 10, 3, 9",
        "bytes=-3, 10, 7, 9",
        "bytes=-500, 10, 0, 9",
        "bytes=9-9, 10, 9, 9"
    })
    void readsOneRange(String header, long size, long first, long last) throws ByteRange.Beyond {
        assertThat(ByteRange.of(header, size)).contains(new ByteRange(first, last));
    }

    @ParameterizedTest
    @ValueSource(strings = {"bytes=10-", "bytes=10-11", "bytes=-0"})
    void saysThatTheFileHasNoSuchPart(String header) {
        assertThatThrownBy(() -> ByteRange.of(header, 10)).isInstanceOf(ByteRange.Beyond.class);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "bytes",
                "bytes=",
                "bytes=-",
                "bytes=a-b",
                "bytes=5-3",
                "bytes=0-1,3-4",
                "pages=1-2",
                "bytes=99999999999999999999-"
            })
    void sendsTheWholeFileForEverythingElse(String header) throws ByteRange.Beyond {
        assertThat(ByteRange.of(header, 10)).isEmpty();
    }

    @Test
    void anEmptyFileHasNoParts() throws ByteRange.Beyond {
        assertThat(ByteRange.of(null, 0)).isEmpty();
        assertThatThrownBy(() -> ByteRange.of("bytes=0-", 0)).isInstanceOf(ByteRange.Beyond.class);
        assertThatThrownBy(() -> ByteRange.of("bytes=-1", 0)).isInstanceOf(ByteRange.Beyond.class);
    }

    @Test
    void namesItsPlace() {
        assertThat(new ByteRange(3, 5).of(10)).isEqualTo("bytes 3-5/10");
        assertThat(new ByteRange(3, 5).length()).isEqualTo(3);
    }
}
