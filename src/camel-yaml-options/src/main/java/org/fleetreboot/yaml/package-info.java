/**
 * Uses text options of our endpoints in YAML routes as written.
 *
 * <p>Camel turns an endpoint in YAML into a URI, unencoded, and reads the options back from it. On
 * the way {@code %41} becomes A, a plus a blank, an ampersand ends the value, and line ends vanish.
 * Here a text that a URI could change stays out of it: the registry keeps it, and the URI refers to
 * it, by Camel's own {@code #bean:}.
 */
@NullMarked
package org.fleetreboot.yaml;

import org.jspecify.annotations.NullMarked;
