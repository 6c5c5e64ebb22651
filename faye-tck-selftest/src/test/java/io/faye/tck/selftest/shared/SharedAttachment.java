package io.faye.tck.selftest.shared;

import io.faye.protocol.ClientId;
import java.util.Map;

/** What a process knows of an attachment. */
record SharedAttachment(ClientId client, String id, Map<String, String> attributes, String note) {}
