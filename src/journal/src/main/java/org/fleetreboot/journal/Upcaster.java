package org.fleetreboot.journal;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.function.UnaryOperator;

/**
 * Lets this program read what an older one stored: turns the JSON of an old event into that of its
 * successor. Stored events are never changed; this happens on every read.
 *
 * @param from the old stored name, such as {@code reboot.confirmed.v1}
 * @param to the stored name of what {@code change} returns; may be old itself, and has an upcaster
 *     of its own then
 * @param change depends on nothing but its argument, which it may modify and return
 */
public record Upcaster(String from, String to, UnaryOperator<ObjectNode> change) {}
