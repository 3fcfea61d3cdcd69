#include "bench/fetch/daemon.h"

#include <csignal>
#include <ctime>
#include <fstream>
#include <iterator>

#include <SQLiteCpp/SQLiteCpp.h>
#include <fmt/format.h>

namespace rasid::bench {

Seconds cpu_of(pid_t process) {
  clockid_t clock{};
  timespec time{};
  if (::clock_getcpuclockid(process, &clock) != 0 || ::clock_gettime(clock, &time) != 0) return Seconds{0};
  return Seconds{static_cast<double>(time.tv_sec) + static_cast<double>(time.tv_nsec) / 1e9};
}

long memory_of(pid_t process, std::string const& field) {
  std::ifstream status("/proc/" + std::to_string(process) + "/status");
  for (std::string line; std::getline(status, line);) {
    if (line.starts_with(field + ":")) return std::stol(line.substr(field.size() + 1));
  }
  return 0;
}

namespace {

constexpr std::string_view watches = R"(version: 1
defaults: {sinks: [desk]}
watches:
  - {id: qaani, when: 'actor:"Esmail Qaani" AND place:Baghdad AND earthquake'}
  - {id: factions, when: 'sentence(place:"Albu Kamal" AND (actor:@pmf OR actor:"Kataib Hezbollah"))'}
  - {id: arrests, when: 'actor:"Kataib Hezbollah" AND (اعتقال OR arrest* OR raid*)'}
  - {id: headline, when: 'title(actor:@iraqi-government) AND (سلاح OR weapon*)'}
  - {id: bases, when: '(place:"Ain al-Asad" OR place:"Al-Tanf") AND (rocket* OR drone*) NOT exercise'}
)";

}  // namespace

Daemon::Daemon(std::string const& polling, std::string const& limits, std::string const& feeds) : limits_(limits) {
  std::filesystem::path const shipped = std::filesystem::path(RASID_SOURCE_DIR) / "config";
  for (char const* part : {"watchlists", "gazetteer"}) {
    std::filesystem::copy(shipped / part, folder_ / part, std::filesystem::copy_options::recursive);
  }
  folder_.write("rules.d/watches.yaml", watches);
  write(polling, feeds);
}

void Daemon::write(std::string const& polling, std::string const& feeds) {
  folder_.write("rasid.yaml", fmt::format("version: 1\ncontact: https://bench.example/\nstore: {}\npolling: {}\n"
                                          "limits: {}\nsinks: [{{id: desk, type: log}}]\n",
                                          (folder_ / "rasid.db").string(), polling, limits_));
  folder_.write("feeds.d/feeds.yaml", feeds);
}

void Daemon::start() {
  test::Command command;
  command.arguments = {RASID_BINARY, "run", "--config", folder_.path().string()};
  command.output = folder_ / "rasid.log";
  command.errors = folder_ / "rasid.log";
  child_ = std::make_unique<test::ChildProcess>(command);
}

test::Ended Daemon::stop() {
  child_->send(SIGTERM);
  auto const ended = child_->wait(std::chrono::minutes{2});
  return ended ? *ended : child_->kill();
}

void Daemon::reload(std::string const& polling, std::string const& feeds) {
  write(polling, feeds);
  child_->send(SIGHUP);
}

std::string Daemon::log() const {
  std::ifstream file(folder_ / "rasid.log");
  return {std::istreambuf_iterator<char>(file), {}};
}

std::int64_t Daemon::number(std::string const& query) const {
  try {
    SQLite::Database database((folder_ / "rasid.db").string(), SQLite::OPEN_READONLY, 1000);
    return database.execAndGet(query).getInt64();
  } catch (SQLite::Exception const&) {  // not there yet
    return -1;
  }
}

}  // namespace rasid::bench
