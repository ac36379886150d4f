package io.showrunner.simulator.comfyui;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.node.DoubleNode;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class PromptHeapTest {
    private final PromptHeap heap = new PromptHeap();

    @Test
    void itemsStandAsInPythonsHeapqAndLeaveInOrder() {
        // Given: heapq.heappush of 5, 3, 8, 1, 9, 2 leaves [1, 3, 2, 5, 9, 8]
        for (int number : new int[] {5, 3, 8, 1, 9, 2}) {
            heap.push(ticket(number, "id"));
        }
        assertThat(numbers(heap.items())).containsExactly(1, 3, 2, 5, 9, 8);
        // When
        List<Ticket> popped = new ArrayList<>();
        while (heap.size() > 0) {
            popped.add(heap.pop());
        }
        // Then
        assertThat(numbers(popped)).containsExactly(1, 2, 3, 5, 8, 9);
    }

    @Test
    void measuredOrderOfTheRealServerIsReproduced() {
        String[][] given = {
            {"12", "A"},
            {"13", "B"},
            {"-14", "F14"},
            {"-15", "F15"},
            {"-1000", "N"},
            {"1.5", "N15"},
            {"16", "C"},
            {"0", "N0b"},
            {"0", "N0a"}
        };
        for (String[] item : given) {
            heap.push(ticket(Double.parseDouble(item[0]), item[1]));
        }
        List<String> order = new ArrayList<>();
        while (heap.size() > 0) {
            order.add(heap.pop().id());
        }
        assertThat(order).containsExactly("N", "F15", "F14", "N0a", "N0b", "N15", "A", "B", "C");
    }

    @Test
    void equalPairsFailToCompareAndStay() {
        heap.push(ticket(1, "same"));
        assertThatThrownBy(() -> heap.push(ticket(1, "same"))).isInstanceOf(PromptHeap.Incomparable.class);
        assertThat(heap.size()).isEqualTo(2);
    }

    private static List<Integer> numbers(List<Ticket> tickets) {
        return tickets.stream().map(ticket -> ticket.number().asInt()).toList();
    }

    private static Ticket ticket(double number, String id) {
        return new Ticket(DoubleNode.valueOf(number), id, Wire.object(), Wire.object(), List.of(), 1);
    }
}
