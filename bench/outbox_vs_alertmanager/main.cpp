// How fast does an alert get from the database to a receiver, and how many a second, beside Prometheus Alertmanager,
// which keeps nothing on disk?
#include <sys/resource.h>

#include <algorithm>
#include <cstdlib>
#include <filesystem>
#include <string_view>

#include <fmt/format.h>

#include "bench/outbox_vs_alertmanager/sides.h"

namespace {

using rasid::bench::Outcome;

double part(std::vector<double> values, double which) {
  if (values.empty()) return 0;
  std::ranges::sort(values);
  return values[static_cast<std::size_t>(which * static_cast<double>(values.size() - 1))];
}

void print(char const* name, Outcome const& outcome) {
  fmt::print("{:14} {:9.0f} {:12.0f} {:9.0f} {:9.2f} {:9.2f} {:9.2f}", name, outcome.each_second,
             outcome.drained_each_second, outcome.cpu_us, part(outcome.idle_ms, 0.5), part(outcome.idle_ms, 0.99),
             part(outcome.idle_ms, 1));
  if (outcome.sampled > 0) fmt::print("   {} of {} sampled messages genuine", outcome.genuine, outcome.sampled);
  fmt::print("\n");
}

void print_times(char const* name, std::vector<double> const& ms) {
  fmt::print("{:47} {:9.2f} {:9.2f} {:9.2f}\n", name, part(ms, 0.5), part(ms, 0.99), part(ms, 1));
}

}  // namespace

namespace rasid::bench {

double cpu_of_this_process() {
  rusage used{};
  ::getrusage(RUSAGE_SELF, &used);
  auto const us = [](timeval const& time) {
    return static_cast<double>(time.tv_sec) * 1e6 + static_cast<double>(time.tv_usec);
  };
  return us(used.ru_utime) + us(used.ru_stime);
}

std::string text_of(std::size_t bytes) {
  std::string text;
  while (text.size() < bytes) text += "وقالت مصادر لقآني في بغداد إن كتائب حزب الله ستنسحب. ";
  return text;
}

}  // namespace rasid::bench

int main(int argc, char** argv) {
  std::size_t const alerts = argc > 1 ? std::strtoull(argv[1], nullptr, 10) : 20'000;
  std::size_t const idle = argc > 2 ? std::strtoull(argv[2], nullptr, 10) : 500;
  bool const alone = argc > 3 && std::string_view(argv[3]) == "alone";
  char const* const where = std::getenv("RASID_BENCH_DIR");
  std::string folder = std::filesystem::path(where != nullptr ? where : "/tmp") / "rasid-outbox-XXXXXX";
  if (::mkdtemp(folder.data()) == nullptr) return 1;

  fmt::print("{:14} {:>9} {:>12} {:>9} {:>9} {:>9} {:>9}\n", "", "alerts/s", "backlog/s", "CPU us", "p50 ms", "p99 ms",
             "max ms");
  Outcome const ours = rasid::bench::run_rasid(folder, alerts, idle);
  print("rasid", ours);
  print_times("  beside a sink that hangs", ours.beside_hanging_ms);
  if (!alone) {
    Outcome const theirs = rasid::bench::run_alertmanager(folder, alerts, idle);
    print("alertmanager", theirs);
    fmt::print("rasid/alertmanager: {:.1f} alerts/s, {:.1f} of a backlog; alertmanager/rasid: {:.1f} CPU\n",
               ours.each_second / theirs.each_second, ours.drained_each_second / theirs.each_second,
               theirs.cpu_us / ours.cpu_us);
  }
  std::filesystem::remove_all(folder);
}
