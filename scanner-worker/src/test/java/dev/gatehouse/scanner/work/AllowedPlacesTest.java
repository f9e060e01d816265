package dev.gatehouse.scanner.work;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.gatehouse.service.failure.InvalidName;
import java.util.List;
import org.junit.jupiter.api.Test;

class AllowedPlacesTest {
    private final AllowedPlaces places = new AllowedPlaces(
            List.of(AllowedPlaces.Place.parse("directory:/srv/code"), AllowedPlaces.Place.parse("s3:logs/")));

    @Test
    void allowsAPlaceAndWhatLiesBelowIt() {
        assertThat(places.allows("directory", "/srv/code")).isTrue();
        assertThat(places.allows("directory", "/srv/code/a/b")).isTrue();
        assertThat(places.allows("s3", "logs/2026")).isTrue();
    }

    @Test
    void allowsNothingElse() {
        assertThat(places.allows("directory", "/srv/codex")).isFalse();
        assertThat(places.allows("directory", "/srv")).isFalse();
        assertThat(places.allows("git", "/srv/code")).isFalse();
        assertThat(new AllowedPlaces(List.of()).allows("directory", "/srv/code"))
                .isFalse();
    }

    @Test
    void refusesWhatIsNoPlace() {
        assertThatThrownBy(() -> AllowedPlaces.Place.parse("/srv/code")).isInstanceOf(InvalidName.class);
        assertThatThrownBy(() -> AllowedPlaces.Place.parse("directory:")).isInstanceOf(InvalidName.class);
    }
}
