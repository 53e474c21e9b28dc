// Leave in this tab what tells the parts of code: injected when a story with code is open, since a script in a page can
// load no other file of the extension.
import { tokenise } from "../view/code/tokens";
import { tokeniser, world } from "./world";

world[tokeniser] = tokenise;
