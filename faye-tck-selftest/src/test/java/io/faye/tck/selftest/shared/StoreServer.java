package io.faye.tck.selftest.shared;

import io.faye.engine.EngineException;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.ObjectInputStream;
import java.io.ObjectOutputStream;
import java.rmi.NoSuchObjectException;
import java.rmi.Remote;
import java.rmi.RemoteException;
import java.rmi.server.UnicastRemoteObject;
import java.util.Base64;

/** Lends a store to other processes: its name is the way to it, so that nobody needs a registry. */
final class StoreServer implements AutoCloseable {

    private final Outages outages;
    private final Store store;
    private final String name;

    StoreServer(MemoryStore memory) {
        this.outages = new Outages(memory);
        this.store = outages.store();
        try {
            this.name = text(UnicastRemoteObject.exportObject(store, 0));
        } catch (RemoteException e) {
            throw new EngineException("The store cannot be reached by others", e);
        }
    }

    String name() {
        return name;
    }

    Outages outages() {
        return outages;
    }

    private static String text(Remote stub) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (ObjectOutputStream out = new ObjectOutputStream(bytes)) {
            out.writeObject(stub);
        } catch (IOException e) {
            throw new EngineException("The way to the store cannot be written down", e);
        }
        return Base64.getUrlEncoder().encodeToString(bytes.toByteArray());
    }

    @SuppressWarnings("BanSerializableRead")
    static Store named(String name) {
        byte[] bytes = Base64.getUrlDecoder().decode(name);
        try (ObjectInputStream in = new ObjectInputStream(new ByteArrayInputStream(bytes))) {
            return (Store) in.readObject();
        } catch (IOException | ClassNotFoundException e) {
            throw new EngineException("There is no store of this name", e);
        }
    }

    @Override
    public void close() {
        try {
            UnicastRemoteObject.unexportObject(store, true);
        } catch (NoSuchObjectException e) {
            throw new IllegalStateException("Closed twice", e);
        }
    }
}
