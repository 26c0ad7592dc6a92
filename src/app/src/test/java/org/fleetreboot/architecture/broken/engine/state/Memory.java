package org.fleetreboot.architecture.broken.engine.state;

public final class Memory {}
