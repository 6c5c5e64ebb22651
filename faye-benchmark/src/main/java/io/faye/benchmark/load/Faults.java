package io.faye.benchmark.load;

/**
 * What went wrong.
 *
 * @param lost messages that did not arrive
 * @param doubled messages that arrived again
 * @param reordered messages that arrived behind a later one
 * @param refused requests that were refused, and connections that broke
 */
public record Faults(long lost, long doubled, long reordered, long refused) {

    /** {@return whether nothing did} */
    public boolean none() {
        return lost + doubled + reordered + refused == 0;
    }

    @Override
    public String toString() {
        return none()
                ? "exact"
                : "lost " + lost + ", doubled " + doubled + ", reordered " + reordered + ", refused " + refused;
    }
}
