#include <SQLiteCpp/Database.h>
#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <sys/wait.h>
#include <unistd.h>

#include <boost/asio/co_spawn.hpp>
#include <boost/asio/detached.hpp>
#include <boost/asio/io_context.hpp>
#include <chrono>
#include <csignal>
#include <random>
#include <set>
#include <sstream>
#include <thread>

#include "daemon/store/store_thread.h"
#include "tests/unit/store/samples.h"

namespace rasid::store {
namespace {

namespace asio = boost::asio;

void say(int to, std::string const& line) {
  if (::write(to, line.data(), line.size()) < 0) ::_exit(3);
}

/// Stores and handles articles one after the other, and says which are acknowledged, until it is killed.
asio::awaitable<void> work(StoreThread& thread, std::string name, int to) {
  for (int i = 0;; ++i) {
    std::string const id = name + "-" + std::to_string(i);
    auto see = [id](Store& store) { return store.record_visit(feed(), {article(id)}); };
    Result<std::vector<Article>> seen = co_await thread.run(std::move(see));
    if (!seen) ::_exit(1);
    say(to, "seen " + id + "\n");
    auto handle = [id](Store& store) { return store.finish_article(handled(id, {alert("alr_" + id, id)})); };
    Result<bool> done = co_await thread.run(std::move(handle));
    if (!done || !*done) ::_exit(2);
    say(to, "handled " + id + "\n");
  }
}

[[noreturn]] void child(std::filesystem::path const& file, int round, int to) {
  auto store = open_sqlite_store(file);
  if (!store) ::_exit(4);
  StoreThread thread(std::move(*store));
  asio::io_context context;
  for (int i = 0; i < 8; ++i)
    asio::co_spawn(context, work(thread, std::to_string(round) + "." + std::to_string(i), to), asio::detached);
  context.run();
  ::_exit(0);
}

/// Everything the child said before it died, the last line only where it is whole.
std::string everything_from(int pipe) {
  std::string all;
  char part[4096];
  for (ssize_t got = 0; (got = ::read(pipe, part, sizeof part)) > 0;) all.append(part, static_cast<std::size_t>(got));
  return all.substr(0, all.rfind('\n') + 1);
}

class Crash : public testing::Test {
 protected:
  /// Lets a child work for about `time` after its first acknowledgement, then kills it; notes what it acknowledged.
  void kill_after(std::chrono::microseconds time, int round) {
    int ends[2];
    ASSERT_EQ(::pipe(ends), 0);
    pid_t const id = ::fork();
    if (id == 0) child(file, round, ends[1]);
    ::close(ends[1]);
    char first = 0;
    ASSERT_EQ(::read(ends[0], &first, 1), 1) << "the child stored nothing";
    std::this_thread::sleep_for(time);  // the random moment itself, not a wait for something
    ::kill(id, SIGKILL);
    std::istringstream lines(first + everything_from(ends[0]));
    ::close(ends[0]);
    int status = 0;
    ::waitpid(id, &status, 0);
    EXPECT_TRUE(WIFSIGNALED(status)) << "the child failed by itself, with " << WEXITSTATUS(status);
    for (std::string what, which; lines >> what >> which;) (what == "seen" ? seen : done).insert(which);
  }

  void expect_nothing_lost_or_half_stored() {
    ASSERT_TRUE(open_sqlite_store(file));  // recovers
    SQLite::Database database(file.string());
    std::set<std::string> stored, handled_ones;
    SQLite::Statement rows(database,
                           "SELECT id, handled, (SELECT count(*) FROM mentions WHERE article = row),"
                           " (SELECT count(*) FROM alerts WHERE article = row),"
                           " (SELECT count(*) FROM deliveries WHERE alert = 'alr_' || articles.id) FROM articles");
    while (rows.executeStep()) {
      std::string const id = rows.getColumn(0).getString();
      int const whole = rows.getColumn(1).getInt();
      stored.insert(id);
      if (whole == 1) handled_ones.insert(id);
      EXPECT_EQ(rows.getColumn(2).getInt(), 2 * whole) << id;
      EXPECT_EQ(rows.getColumn(3).getInt(), whole) << id;
      EXPECT_EQ(rows.getColumn(4).getInt(), whole) << id;
    }
    EXPECT_TRUE(std::ranges::includes(stored, seen)) << "an acknowledged article is lost";
    EXPECT_TRUE(std::ranges::includes(handled_ones, done)) << "an acknowledged alert is lost";
    EXPECT_EQ(database.execAndGet("PRAGMA integrity_check").getString(), "ok");
    EXPECT_EQ(
        database
            .execAndGet("SELECT articles = (SELECT count(*) FROM articles) AND unhandled = (SELECT count(*) FROM"
                        " articles WHERE handled = 0) AND mentions = (SELECT count(*) FROM mentions) AND alerts ="
                        " (SELECT count(*) FROM alerts) AND pending = (SELECT count(*) FROM deliveries) FROM totals")
            .getInt(),
        1)
        << "the totals do not agree with the tables";
  }

  TempFolder folder;
  std::filesystem::path file = folder / "rasid.db";
  std::set<std::string> seen, done;
};

TEST_F(Crash, AtAnyMomentLosesNothingAcknowledgedAndLeavesNothingHalfStored) {
  std::mt19937 random(std::random_device{}());
  std::uniform_int_distribution<int> moment(0, 25'000);
  for (int round = 0; round < 40 && !HasFailure(); ++round) {
    int const microseconds = moment(random);
    SCOPED_TRACE(testing::Message() << "round " << round << ", killed after " << microseconds << " us");
    kill_after(std::chrono::microseconds(microseconds), round);
    expect_nothing_lost_or_half_stored();
  }
  EXPECT_GT(done.size(), 40U) << "the kills came too early to prove anything";
}

}  // namespace
}  // namespace rasid::store
