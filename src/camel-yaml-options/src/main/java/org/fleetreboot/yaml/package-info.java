/**
 * Text options of our endpoints in YAML routes, used as they are written.
 *
 * <p>Camel makes a URI of an endpoint in YAML, unencoded, and reads the options back from it. On
 * the way {@code %41} becomes A, a plus a blank, an ampersand ends the value, and line ends vanish.
 * Here a text that a URI could change stays out of it: the registry keeps it, and the URI refers to
 * it, by Camel's own {@code #bean:}.
 */
@NullMarked
package org.fleetreboot.yaml;

import org.jspecify.annotations.NullMarked;
