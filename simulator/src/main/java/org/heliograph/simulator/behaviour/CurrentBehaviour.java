package org.heliograph.simulator.behaviour;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Map;

/** The behaviour in force. Reading it costs nothing; changes count from the next message on. */
public final class CurrentBehaviour {

    private final ObjectMapper json;
    private volatile Behaviour behaviour = Behaviour.demo();

    public CurrentBehaviour(ObjectMapper json) {
        this.json = json;
    }

    public Behaviour get() {
        return behaviour;
    }

    /** What the document leaves out takes its demo value. */
    public void load(Path file) throws IOException {
        replace(json.readTree(file.toFile()));
    }

    /** @throws IllegalArgumentException if the document is not a behaviour; the old one stays */
    public synchronized void replace(JsonNode document) {
        behaviour = merged(Behaviour.demo(), document);
    }

    /** Keeps what the document leaves out. Objects are merged, lists replaced, and null takes a member out. */
    public synchronized void change(JsonNode document) {
        behaviour = merged(behaviour, document);
    }

    private Behaviour merged(Behaviour base, JsonNode document) {
        if (!(document instanceof ObjectNode)) {
            throw new IllegalArgumentException("A behaviour is a JSON object");
        }
        ObjectNode tree = json.valueToTree(base);
        merge(tree, (ObjectNode) document);
        return json.convertValue(tree, Behaviour.class);
    }

    private static void merge(ObjectNode into, ObjectNode changes) {
        for (Map.Entry<String, JsonNode> field : changes.properties()) {
            if (field.getValue() instanceof ObjectNode child && into.get(field.getKey()) instanceof ObjectNode target) {
                merge(target, child);
            } else if (field.getValue().isNull()) {
                into.remove(field.getKey());
            } else {
                into.set(field.getKey(), field.getValue());
            }
        }
    }
}
