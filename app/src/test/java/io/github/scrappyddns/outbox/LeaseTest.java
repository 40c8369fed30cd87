package io.github.scrappyddns.outbox;

import static io.github.scrappyddns.outbox.StoredOutbox.LEASE;
import static io.github.scrappyddns.outbox.StoredOutbox.NOW;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.scrappyddns.database.Database;
import io.github.scrappyddns.database.OwnConnection;
import io.github.scrappyddns.database.Transaction;
import io.github.scrappyddns.testing.SeededNetworks;
import io.github.scrappyddns.testing.TestDatabase;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.Function;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.Parameter;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;

/** Whose a debt is that was claimed, and until when. */
@ParameterizedClass
@EnumSource(TestDatabase.class)
class LeaseTest {
  private static final String PHONE = "phone";

  @Parameter TestDatabase kind;
  @TempDir Path directory;

  private String url;
  private Database database;
  private StoredOutbox outbox;

  @BeforeEach
  void open() {
    url = kind.freshUrl(directory);
    database = Database.open(url);
    SeededNetworks.storeNumbered(database, 200);
    outbox = StoredOutbox.to(database, PHONE);
  }

  @AfterEach
  void close() {
    database.close();
  }

  @Test
  void a_claimed_debt_is_nobody_elses_until_its_lease_ends() {
    outbox.owe(1, 7, NOW);
    assertThat(outbox.claim(PHONE, NOW)).isPresent();
    assertThat(outbox.claim(PHONE, NOW + LEASE - 1)).isEmpty();
    assertThat(outbox.nextDue(PHONE)).hasValue(NOW + LEASE);
    assertThat(outbox.claim(PHONE, NOW + LEASE)).isPresent();
  }

  @Test
  void who_lost_the_lease_cannot_settle() {
    outbox.owe(1, 7, NOW);
    Delivery late = outbox.claim(PHONE, NOW).orElseThrow();
    Delivery current = outbox.claim(PHONE, NOW + LEASE).orElseThrow();
    outbox.pay(late, NOW + LEASE + 1);
    assertThat(outbox.nextDue(PHONE, NOW + LEASE)).hasValue(current.lease().until());
    outbox.pay(current, NOW + LEASE + 2);
    assertThat(outbox.nextDue(PHONE)).isEmpty();
  }

  @Test
  void a_restart_ends_the_leases_of_the_process_before() {
    outbox.resume();
    outbox.owe(1, 7, NOW);
    assertThat(outbox.claim(PHONE, NOW)).isPresent();
    outbox.resume();
    Delivery again = outbox.claim(PHONE, NOW).orElseThrow();
    assertThat(again.unsure()).isTrue();
  }

  @Test
  void racing_claimers_get_each_debt_once() throws Exception {
    for (int id = 1; id <= 200; id++) {
      outbox.owe(id, id, NOW);
    }
    ExecutorService pool = Executors.newFixedThreadPool(4);
    List<Callable<List<Long>>> claimers = new ArrayList<>();
    for (int i = 0; i < 4; i++) {
      claimers.add(
          () -> {
            List<Long> taken = new ArrayList<>();
            try (OwnConnection own = new OwnConnection(url)) {
              Function<Transaction, Optional<Delivery>> claim =
                  writing -> outbox.outbox().claim(writing, PHONE, NOW);
              for (var one = own.write(claim); one.isPresent(); one = own.write(claim)) {
                taken.add(one.get().networkId());
              }
            }
            return taken;
          });
    }
    List<Long> all = new ArrayList<>();
    for (Future<List<Long>> one : pool.invokeAll(claimers)) {
      all.addAll(one.get());
    }
    pool.shutdown();
    assertThat(all).hasSize(200).doesNotHaveDuplicates();
  }
}
