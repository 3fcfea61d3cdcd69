#pragma once

#include <filesystem>
#include <memory>

#include "daemon/configuration/snapshot.h"
#include "daemon/decide.h"

namespace rasid {

/// Lets articles pass through the stages from extract to decide at times of their own, against a store that is thrown
/// away at the end: what a watch that remembers would have told. The same code as the daemon's. For one thread.
class Rehearsal {
 public:
  /// A folder of its own in the system's temporary one, gone with this. `snapshot` must outlive it.
  static Result<std::unique_ptr<Rehearsal>> open(configuration::Snapshot const& snapshot);
  ~Rehearsal();

  /// Nothing has come before, and nothing is remembered. Only this watch is looked at.
  Result<> begin(rules::Watch const& watch, Timestamp now);
  /// What was told and why not, of that watch: because of an article, and of the time that passed until then.
  Result<Decision> step(std::optional<Article> article, Timestamp now);
  void end();

 private:
  Rehearsal(configuration::Snapshot const& snapshot, std::filesystem::path folder, std::unique_ptr<store::Store> store)
      : snapshot_(snapshot), folder_(std::move(folder)), store_(std::move(store)) {}

  /// All feeds were read just now, and one of them brought these; what is new among them.
  Result<std::vector<Article>> poll(Timestamp now, std::vector<Article> articles, FeedId const& feed);
  Result<> pass_time(Timestamp now, Decision& into);

  configuration::Snapshot const& snapshot_;
  std::filesystem::path folder_;
  std::unique_ptr<store::Store> store_;
  rules::Watch const* watch_ = nullptr;
  std::vector<FeedId> feeds_;
};

}  // namespace rasid
