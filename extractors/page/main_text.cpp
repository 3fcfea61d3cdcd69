#include "extractors/page/main_text.h"

#include <algorithm>
#include <unordered_set>

#include "extractors/page/boilerplate.h"
#include "extractors/page/quoted_text.h"
#include "extractors/page/scoring.h"

namespace rasid::page {
namespace {

constexpr std::uint32_t shortest_lead = 40;  // code points of a line before the first paragraph that may be the lead

/// Chooses among the blocks of the element that holds the article.
class Selection {
 public:
  Selection(Outline const& outline, Evidence const& evidence, std::uint32_t first, std::uint32_t end)
      : blocks_(outline.blocks),
        evidence_(evidence),
        first_(first),
        end_(end),
        keep_(outline.blocks.size()),
        prose_(outline.blocks.size()) {
    std::fill(keep_.begin() + first, keep_.begin() + end, true);
    for (std::uint32_t i = first; i < end; ++i) prose_[i] = is_prose(blocks_[i]);
  }

  std::string run() {
    cut_at_other_sections();
    drop_furniture();
    drop_link_lists();
    trim_start();
    trim_end();
    drop_lone_headings();
    return text();
  }

 private:
  std::vector<Block> const& blocks_;
  Evidence const& evidence_;
  std::uint32_t first_;
  std::uint32_t end_;
  std::vector<bool> keep_;
  std::vector<bool> prose_;

  [[nodiscard]] std::uint32_t prose_between(std::uint32_t from, std::uint32_t to) const {
    std::uint32_t sum = 0;
    for (std::uint32_t i = from; i < to; ++i) sum += prose_[i] ? blocks_[i].own_chars() : 0;
    return sum;
  }

  /// Behind "Related articles" or "Comments" the article is over, unless most of the prose is still to come.
  void cut_at_other_sections() {
    std::uint32_t const all = prose_between(first_, end_);
    std::uint32_t before = 0;
    for (std::uint32_t i = first_; i < end_; ++i) {
      if (prose_[i]) before += blocks_[i].own_chars();
      if (before * 2 < all || phrase_of(blocks_[i].text) != Phrase::section) continue;
      end_ = i;
    }
  }

  void drop_furniture() {
    std::unordered_set<std::string_view> seen;
    for (std::uint32_t i = first_; i < end_; ++i) {
      Block const& block = blocks_[i];
      Phrase const phrase = phrase_of(block.text);
      bool const linked = block.link_chars * 2 > block.chars;
      bool drop = phrase == Phrase::label || phrase == Phrase::section ||
                  (phrase == Phrase::pointer && (linked || !block.ends_sentence));
      drop = drop || (linked && !(block.in_list || block.in_table) && !block.ends_sentence);
      drop = drop || (linked && block.link_chars * 10 > block.chars * 9);
      drop = drop || ((prose_[i] || linked) && block.chars >= 60 && !seen.insert(block.text).second);
      if (drop) keep_[i] = false;
    }
  }

  /// Lists and tables are furniture where most of their text is links.
  void drop_link_lists() {
    auto const listed = [&](std::uint32_t i) { return blocks_[i].in_list || blocks_[i].in_table; };
    for (std::uint32_t i = first_; i < end_;) {
      if (!listed(i)) {
        ++i;
        continue;
      }
      std::uint32_t const begin = i;
      std::uint64_t chars = 0;
      std::uint64_t links = 0;
      for (; i < end_ && listed(i); ++i) {
        chars += blocks_[i].chars;
        links += blocks_[i].link_chars;
      }
      if (links * 2 > chars) {
        for (std::uint32_t j = begin; j < i; ++j) keep_[j] = keep_[j] && prose_[j];
      }
    }
  }

  [[nodiscard]] bool is_title(Block const& block) const {
    std::string const letters = letters_of(block.text, 400);
    std::string const title = letters_of(evidence_.title, 400);
    return !title.empty() && letters.size() * 3 >= title.size() * 2 &&
           (title.find(letters) != std::string::npos || letters == title);
  }

  void trim_start() {
    std::string const description = letters_of(evidence_.description, 60);
    while (first_ < end_ && (!keep_[first_] || !prose_[first_])) {
      Block const& block = blocks_[first_];
      bool const described = description.size() >= 30 && letters_of(block.text, 60).starts_with(description);
      if (keep_[first_] && described && !is_title(block)) break;
      if (keep_[first_] && block.own_chars() >= shortest_lead && block.link_chars * 5 < block.chars &&
          !is_title(block) && block.tag != GUMBO_TAG_H1)
        break;
      ++first_;
    }
    while (first_ < end_ && is_title(blocks_[first_])) ++first_;
  }

  void trim_end() {
    while (end_ > first_) {
      Block const& last = blocks_[end_ - 1];
      bool const worth =
          keep_[end_ - 1] && (prose_[end_ - 1] || last.ends_sentence || (last.in_list && last.own_chars() > 20));
      if (worth) break;
      --end_;
    }
  }

  /// A heading belongs to the text that follows it.
  void drop_lone_headings() {
    bool followed = false;
    for (std::uint32_t i = end_; i-- > first_;) {
      if (!keep_[i]) continue;
      if (!blocks_[i].is_heading()) {
        followed = true;
      } else if (!followed) {
        keep_[i] = false;
      }
    }
  }

  [[nodiscard]] std::string text() const {
    std::string out;
    for (std::uint32_t i = first_; i < end_; ++i) {
      if (!keep_[i]) continue;
      if (!out.empty()) out += "\n\n";
      out += blocks_[i].text;
    }
    return out;
  }
};

}  // namespace

std::string main_text(Outline const& outline, Evidence const& evidence) {
  std::vector<double> const weights = weigh(outline.blocks, evidence);
  std::uint32_t const best = best_element(outline, weights);
  std::uint32_t const end = outline.first_block[outline.elements[best].end];
  return Selection(outline, evidence, outline.first_block[best], end).run();
}

}  // namespace rasid::page
