package io.faye.dist;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.apache.maven.model.Model;
import org.apache.maven.model.building.DefaultModelBuilderFactory;
import org.apache.maven.model.building.DefaultModelBuildingRequest;
import org.apache.maven.model.building.ModelBuildingException;
import org.apache.maven.model.building.ModelBuildingRequest;
import org.apache.maven.model.io.xpp3.MavenXpp3Reader;
import org.apache.maven.model.resolution.WorkspaceModelResolver;
import org.codehaus.plexus.util.xml.pull.XmlPullParserException;

/**
 * The POMs of this project as Maven's own model builder makes them: with what they inherit, import, and get from profiles. POMs of
 * others come from the local repository, where the build has put them.
 */
final class EffectivePoms implements WorkspaceModelResolver {

    private static final String GROUP = "io.faye";

    private final Path project;
    private final Path repository;
    private final List<String> profiles;

    EffectivePoms(Path project, Path repository, List<String> profiles) {
        this.project = project;
        this.repository = repository;
        this.profiles = List.copyOf(profiles);
    }

    /** {@return the POMs that are uploaded: the parent's, and those of all modules that are deployed} */
    List<Model> published() {
        Model parent = effective(project.resolve("pom.xml"));
        return Stream.concat(
                        Stream.of(parent),
                        parent.getModules().stream()
                                .map(module -> effective(project.resolve(module).resolve("pom.xml"))))
                .filter(model -> !isKeptHere(model))
                .toList();
    }

    /** {@return the ids of all modules that are not uploaded} */
    List<String> keptHere() {
        return effective(project.resolve("pom.xml")).getModules().stream()
                .map(module -> effective(project.resolve(module).resolve("pom.xml")))
                .filter(EffectivePoms::isKeptHere)
                .map(Model::getArtifactId)
                .toList();
    }

    private static boolean isKeptHere(Model model) {
        return Boolean.parseBoolean(model.getProperties().getProperty("maven.deploy.skip"));
    }

    private Model effective(Path pom) {
        DefaultModelBuildingRequest request = new DefaultModelBuildingRequest();
        request.setPomFile(pom.toFile())
                .setWorkspaceModelResolver(this)
                .setActiveProfileIds(profiles)
                .setSystemProperties(System.getProperties())
                .setValidationLevel(ModelBuildingRequest.VALIDATION_LEVEL_STRICT)
                .setProcessPlugins(true)
                .setLocationTracking(false);
        try {
            return new DefaultModelBuilderFactory().newInstance().build(request).getEffectiveModel();
        } catch (ModelBuildingException e) {
            throw new AssertionError("Maven refuses " + pom + ": " + e.getMessage(), e);
        }
    }

    @Override
    public Model resolveRawModel(String groupId, String artifactId, String version) {
        Path pom = pom(groupId, artifactId, version);
        try (InputStream in = Files.newInputStream(pom)) {
            Model model = new MavenXpp3Reader().read(in);
            model.setPomFile(pom.toFile());
            return model;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (XmlPullParserException e) {
            throw new AssertionError(pom + " is no POM", e);
        }
    }

    @Override
    public Model resolveEffectiveModel(String groupId, String artifactId, String version) {
        return effective(pom(groupId, artifactId, version));
    }

    private Path pom(String groupId, String artifactId, String version) {
        if (groupId.equals(GROUP)) {
            return artifactId.equals("faye-parent")
                    ? project.resolve("pom.xml")
                    : project.resolve(artifactId).resolve("pom.xml");
        }
        return repository
                .resolve(groupId.replace('.', '/'))
                .resolve(artifactId)
                .resolve(version)
                .resolve(artifactId + "-" + version + ".pom");
    }
}
