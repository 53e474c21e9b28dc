// Have the engine answer a question that comes from another world.
import type { Engine } from "./engine";
import type { Question, ReplyTo } from "./engine-messages";
import { toClearstoryError } from "./error";

/** What the engine makes, or the reason why it makes nothing. */
export function answerWith(engine: Engine, question: Question): ReplyTo<Question> {
  try {
    return make(engine, question);
  } catch (error) {
    return { error: toClearstoryError(error).code };
  }
}

function make(engine: Engine, question: Question): ReplyTo<Question> {
  switch (question.type) {
    case "extract":
      return { article: engine.extract(question) };
    case "select":
      return { article: engine.select(question, question.choice) };
    case "render":
      return { text: engine.render(question.article, question.format) };
    case "bind":
      return { book: engine.renderEpub(question.article, question.pictures) };
  }
}
